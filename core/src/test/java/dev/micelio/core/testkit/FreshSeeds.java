package dev.micelio.core.testkit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

final class FreshSeeds implements ArgumentsProvider, AnnotationConsumer<Seeds> {
  private static final long SHORT_ENOUGH_TO_TYPE = 1L << 40;

  /// How many times as many seeds as the test names: the long mode.
  private static final int TIMES = Integer.getInteger("seeds.times", 1);

  private int count;

  @Override
  public void accept(Seeds seeds) {
    count = Math.multiplyExact(TIMES, seeds.value());
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return seeds(System.getProperty("seed", ""), count).mapToObj(Arguments::of);
  }

  static LongStream seeds(String chosen, int count) {
    return chosen.isBlank()
        ? ThreadLocalRandom.current().longs(count, 0, SHORT_ENOUGH_TO_TYPE)
        : LongStream.of(Long.parseLong(chosen.strip()));
  }
}
