package dev.micelio.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.micelio.core.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3AddressTest {

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "s3://bucket/a, bucket, a",
    "s3://bucket/a/b/, bucket, a/b",
    "s3://my.bucket-1//a//, my.bucket-1, a",
    "s3://bucket/with space+é%41, bucket, with space+é%41",
  })
  void anAddressIsABucketAndAPrefix(String text, String bucket, String prefix) {
    assertThat(S3Address.parse(text)).isEqualTo(new S3Address(bucket, prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bucket",
        "s3:bucket",
        "s3://",
        "s3:///a",
        "s3://b",
        "s3://a_b!",
        "s3://-ab",
        "http://bucket/a",
        "dir:/x",
        "s3://zone--x-s3/a"
      })
  void anAddressThatIsNoneIsSaidSo(String text) {
    assertThatThrownBy(() -> S3Address.parse(text))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.code()).isEqualTo("s3.bad-address");
              assertThat(e.what()).contains("\"" + text + "\"");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:9000", "ftp://host", "http://", "https:///x", "http://a b"})
  void anEndpointIsAnHttpAddress(String text) {
    assertThatThrownBy(() -> S3Address.endpoint(text))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.code()).isEqualTo("s3.bad-endpoint"));
    assertThat(S3Address.endpoint("http://127.0.0.1:9000").getPort()).isEqualTo(9000);
  }
}
