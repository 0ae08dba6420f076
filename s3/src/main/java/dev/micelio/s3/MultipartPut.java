package dev.micelio.s3;

import dev.micelio.core.env.Env;
import dev.micelio.core.objects.Body;
import dev.micelio.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// A body sent in parts, several at once, that becomes an object when the server puts them
/// together. What it uploaded it drops again when that fails; it never deletes an object.
final class MultipartPut {
  private final Env env;
  private final S3Calls calls;
  private final S3Limits limits;

  MultipartPut(Env env, S3Calls calls, S3Limits limits) {
    this.env = env;
    this.calls = calls;
    this.limits = limits;
  }

  Reply put(String key, Body body, When when) {
    String upload = calls.beginUpload(key);
    try {
      var parts = parts(body);
      var sent =
          env.all(
              "s3-part",
              parts,
              limits.partsAtOnce(),
              part -> calls.putPart(key, upload, 1 + parts.indexOf(part), part));
      Reply reply = calls.endUpload(key, upload, sent, body.size(), when);
      if (!(reply instanceof Reply.Done)) {
        drop(key, upload);
      }
      return reply;
    } catch (RuntimeException e) {
      drop(key, upload);
      throw e;
    }
  }

  private List<PartOfBody> parts(Body body) {
    long size = limits.partSizeFor(body.size());
    var parts = new ArrayList<PartOfBody>();
    for (long offset = 0; offset < body.size(); offset += size) {
      long left = body.size() - offset;
      parts.add(new PartOfBody(body, offset, Math.min(size, left), left <= size));
    }
    return parts;
  }

  private void drop(String key, String upload) {
    try {
      calls.dropUpload(key, upload);
    } catch (Problem _) {
      // the failure that led here is the one to tell; parts that stay are the bucket's life-cycle
      // rule's to remove, as docs/s3.md advises
    }
  }
}
