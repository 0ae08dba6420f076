package dev.micelio.sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.micelio.sim.mutant.Hunt;
import dev.micelio.sim.mutant.Mutant;
import dev.micelio.sim.story.Ending;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// For programs: one object, on one line.
final class JsonReport implements Report {
  private static final JsonFactory JSON = new JsonFactory();

  /// What goes into the object.
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private final PrintStream out;
  private final List<Fields> mutants = new ArrayList<>();

  JsonReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void replayed(Ending ending) {
    print(json -> {
      ending(json, ending);
      json.writeNumberField("landings", ending.landings());
      json.writeNumberField("calls", ending.events());
      json.writeStringField("fingerprint", "%016x".formatted(ending.fingerprint()));
      trace(json, ending);
    });
  }

  @Override
  public void held(Sum sum) {
    print(json -> sum(json, sum));
  }

  @Override
  public void broken(Ending found, Ending shrunk, Sum sum) {
    print(json -> {
      sum(json, sum);
      ending(json, found);
      json.writeObjectFieldStart("shrunk");
      ending(json, shrunk);
      trace(json, shrunk);
      json.writeEndObject();
    });
  }

  @Override
  public void mutant(Mutant mutant, Optional<Hunt.Found> found) {
    mutants.add(json -> {
      json.writeStartObject();
      json.writeStringField("name", mutant.name());
      json.writeNumberField("seedsMax", mutant.seedsMax());
      if (found.isPresent()) {
        json.writeNumberField("seeds", found.get().seeds());
        json.writeStringField("broken", found.get().broken());
      }
      json.writeEndObject();
    });
  }

  @Override
  public void mutants(int all, int alive) {
    print(json -> {
      json.writeNumberField("planted", all);
      json.writeNumberField("found", all - alive);
      json.writeArrayFieldStart("mutants");
      for (var mutant : mutants) {
        mutant.write(json);
      }
      json.writeEndArray();
    });
  }

  private static void ending(JsonGenerator json, Ending ending) throws IOException {
    json.writeNumberField("seed", ending.scenario().seed());
    json.writeStringField("scenario", ending.scenario().text());
    if (ending.broken().isPresent()) {
      json.writeStringField("law", ending.broken().get().law());
      json.writeStringField("how", ending.broken().get().how());
    }
  }

  private static void trace(JsonGenerator json, Ending ending) throws IOException {
    json.writeArrayFieldStart("trace");
    for (String line : ending.trace()) {
      json.writeString(line);
    }
    json.writeEndArray();
  }

  private static void sum(JsonGenerator json, Sum sum) throws IOException {
    json.writeNumberField("seeds", sum.seeds());
    json.writeNumberField("landings", sum.landings());
    json.writeNumberField("calls", sum.events());
    json.writeNumberField("simulatedMillis", sum.simulatedNanos() / 1_000_000);
    json.writeNumberField("millis", sum.nanos() / 1_000_000);
    json.writeObjectFieldStart("faults");
    for (var fault : sum.faults().entrySet()) {
      json.writeNumberField(fault.getKey(), fault.getValue());
    }
    json.writeEndObject();
  }

  private void print(Fields fields) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    out.println(text);
  }
}
