package dev.micelio.s3;

import java.util.ArrayList;
import java.util.List;

/// What a server was seen to do with conditions, when its objects were opened.
///
/// @param ifMatch how it wants to read a version
/// @param conditionalDelete whether a delete that names a version is conditional
/// @param conditionalComplete whether the end of a multipart upload may carry a condition
/// @param lostRaceAsError whether a put that loses a race may be answered with 500 UnknownError;
///   what was answered so had no effect
/// @param broken what it does that no fit server may do; empty for one that is fit
public record Dialect(
    EtagForm ifMatch,
    boolean conditionalDelete,
    boolean conditionalComplete,
    boolean lostRaceAsError,
    List<String> broken) {

  /// What Amazon's documentation promises.
  static final Dialect DOCUMENTED = new Dialect(EtagForm.QUOTED, true, true, false, List.of());

  /// How `If-Match` carries an entity tag.
  public enum EtagForm {
    QUOTED,
    /// Ceph up to 18 compares the header with the tag as it stands, quotes and all.
    BARE;

    String write(String etag) {
      return switch (this) {
        case QUOTED -> "\"" + etag + "\"";
        case BARE -> etag;
      };
    }
  }

  public Dialect {
    broken = List.copyOf(broken);
  }

  public boolean fit() {
    return broken.isEmpty();
  }

  /// One sentence per line, for a person.
  public List<String> sentences() {
    var lines = new ArrayList<String>();
    lines.add("If-Match takes the entity tag " + (ifMatch == EtagForm.BARE ? "bare" : "in quotes"));
    lines.add(
        conditionalDelete
            ? "a delete that names a version is conditional"
            : "a delete that names a version is not conditional: it is refused here");
    lines.add(
        conditionalComplete
            ? "a multipart upload can end conditionally"
            : "a multipart upload can not end conditionally: conditional puts end at 5 GiB");
    if (lostRaceAsError) {
      lines.add("a lost race may be answered with 500 UnknownError: settled by reading back");
    }
    broken.forEach(line -> lines.add("BROKEN: " + line));
    return lines;
  }
}
