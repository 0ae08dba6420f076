package dev.micelio.cli.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.micelio.core.problem.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Reads contents: git prints them one behind the other, and their sizes and ids say where each
/// ends.
final class GitBlobs {
  private static final int CONTENT_BYTES_MAX = 1 << 30;
  private static final int SHA_256_DIGITS = 64;

  private final GitCommand git;

  GitBlobs(GitCommand git) {
    this.git = git;
  }

  /// In the order of the blobs, each of which is there once.
  List<byte[]> read(List<GitRepository.Blob> blobs) {
    long total = blobs.stream().mapToLong(GitRepository.Blob::size).sum();
    if (total > CONTENT_BYTES_MAX) {
      throw new Problem(
          Problem.Kind.INVALID,
          "git.too-large",
          "a file of %d bytes is more than mic reads out of git, %d"
              .formatted(total, CONTENT_BYTES_MAX),
          "check the revision out and name its directory");
    }
    if (blobs.isEmpty()) {
      return List.of();
    }
    var words = new ArrayList<>(List.of("show", "--no-textconv"));
    blobs.forEach(blob -> words.add(blob.id()));
    return split(git.require(total + 1, words), blobs);
  }

  private static List<byte[]> split(byte[] all, List<GitRepository.Blob> blobs) {
    var contents = new ArrayList<byte[]>();
    int begin = 0;
    for (var blob : blobs) {
      int end = Math.min(all.length, begin + Math.toIntExact(blob.size()));
      byte[] content = Arrays.copyOfRange(all, begin, end);
      if (!id(content, blob.id().length()).equals(blob.id())) {
        throw new Problem(
            Problem.Kind.CORRUPT,
            "git.other-content",
            "git gave other bytes for %s than its id says, %s".formatted(blob.path(), blob.id()),
            "run `git fsck`, or check the revision out and name its directory");
      }
      contents.add(content);
      begin = end;
    }
    return contents;
  }

  /// As git names it: by SHA-1, or by SHA-256 where the repository does so.
  private static String id(byte[] content, int digits) {
    try {
      var digest = MessageDigest.getInstance(digits == SHA_256_DIGITS ? "SHA-256" : "SHA-1");
      digest.update(("blob " + content.length + "\0").getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
