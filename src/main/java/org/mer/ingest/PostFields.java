package org.mer.ingest;

import java.util.Map;
import java.util.Optional;

/**
 * A post as a file has it, whatever the file's format is.
 *
 * @param id not checked
 * @param text not cleaned
 * @param picture not opened
 */
record PostFields(Optional<String> id, Optional<String> text, Optional<PostPicture> picture) {
  /** A post whose values are all written; a blank one is none. */
  static PostFields written(Map<PostField, String> values) {
    return new PostFields(
        filled(values.get(PostField.ID)),
        filled(values.get(PostField.TEXT)),
        filled(values.get(PostField.PICTURE)).map(PostPicture::written));
  }

  private static Optional<String> filled(String value) {
    return Optional.ofNullable(value).filter(one -> !one.isBlank());
  }
}
