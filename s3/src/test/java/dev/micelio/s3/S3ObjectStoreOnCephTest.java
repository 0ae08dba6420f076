package dev.micelio.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.micelio.core.env.MachineEnv;
import dev.micelio.core.objects.ObjectStore;
import dev.micelio.core.objects.ObjectStoreContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// The whole contract on a real Ceph object gateway, which `s3/ceph start` starts.
@Tag("ceph")
final class S3ObjectStoreOnCephTest extends ObjectStoreContract {
  private @Nullable Bucket bucket;

  @Override
  protected ObjectStore open() {
    String endpoint = System.getenv("MIC_CEPH_ENDPOINT");
    assumeTrue(
        endpoint != null,
        "no Ceph gateway is up: run eval \"$(s3/ceph start)\" first, s3/ceph stop afterwards");
    bucket =
        new Bucket(
            URI.create(endpoint),
            new S3Credentials(
                System.getenv("MIC_CEPH_ACCESS_KEY"), System.getenv("MIC_CEPH_SECRET_KEY")));
    return S3ObjectStore.open(new MachineEnv(), bucket.settings(), "");
  }

  @AfterEach
  void removeTheBucket() {
    if (bucket != null) {
      bucket.close();
    }
  }
}
