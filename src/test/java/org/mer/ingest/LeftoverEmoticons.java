package org.mer.ingest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says whether a cleaned text still has an emoticon. Knows nothing of how they are removed: the
 * lists are written out.
 */
final class LeftoverEmoticons {
  /** Of Go, Bhayani and Huang (2009), table 1: what the labels were made from. */
  static final List<String> GO_ET_AL = List.of(":)", ":-)", ": )", ":D", "=)", ":(", ":-(", ": (");

  /** Of marks alone; looked for once all blanks of the text are taken out. */
  static final List<String> MARKS =
      List.of(
          ":)", ":-)", "=)", ":(", ":-(", "=(", ";)", ";-)", ";(", ";-(", "=-)", "=-(", "(:", "(-:",
          "(=", "(;", "(-;", "):", ")-:", ")=", ");", ")-;", ":]", ":-]", ":[", ":-[", "=]", "=[",
          ";]", ";[", "[:", "]:", "[=", "]=", "[;", "];", ":}", ":{", "=}", "={", ":-}", ":-{",
          ":|", ":-|", "=|", ":/", ":-/", ":\\", ":-\\", "=/", "=\\", ";/", ":*", ":-*", ";*", "=*",
          ":@", ":-@", ":$", ":#", ":-#", ":>", ":->", "=>", ";>", ":'(", ":'-(", ":')", ":'-)",
          ";'(", "='(", ")':", "(':", ":\")", ":^)", ":~(", ":_(", ":,(", ":.(", "|:", "/:", "\\:",
          "*:", "^^", "^_^", "^__^", "^.^", "^-^", "-_-", "-__-", "-.-", ">_<", ">.<", "><", "<_<",
          ">_>", ">.>", "<.<", ";_;", "=_=", "=.=", "*_*", "*-*", "*.*", "~_~", "@_@", "$_$",
          "+_+");

  /** With letters or digits; looked for as tokens, since {@code :possible} is no {@code :p}. */
  static final List<String> LETTERS =
      List.of(
          ": d", ": - d", "= d", "= - d", "; d", "; - d", ": p", ": - p", "= p", "; p", "; - p",
          ": o", ": - o", "= o", "; o", ": s", ": - s", "; s", ": x", ": - x", ": b", ": 3", "; 3",
          "= 3", ": - 3", ": 0", ": o )", "; o )", "= o )", ": 0 )", ": o (", ": op", ": od",
          ": ' d", ": 'd", "d :", "d =", "d ;", "d - :", "d ' :", "8 - )", "8 - (", "8 - d",
          "b - )", "x - )", "x - (", "x - d", "xd", "xdd", "xxd", "o _ o", "0 _ 0", "0 _ o",
          "o _ 0", "o . o", "t _ t", "t . t", "u _ u", "u . u", "x _ x", "x . x", "n _ n", "q _ q",
          "v _ v", "v . v", "\\ o /");

  private static final Pattern SMILEYS = Pattern.compile("[\u2639-\u263B\\x{1F600}-\\x{1F64F}]");
  private static final Pattern NO_EMOTICONS = Pattern.compile("<url>|<user>|<number>|</?3");

  private LeftoverEmoticons() {}

  /** An emoticon that a cleaned text has; empty if it has none. */
  static Optional<String> in(String cleaned) {
    String padded = " " + cleaned + " ";
    String squeezed = NO_EMOTICONS.matcher(cleaned).replaceAll("word").replace(" ", "");
    return Stream.of(
            GO_ET_AL.stream().filter(cleaned::contains),
            MARKS.stream().filter(squeezed::contains),
            LETTERS.stream().filter(letters -> padded.contains(" " + letters + " ")),
            SMILEYS.matcher(cleaned).results().map(smiley -> smiley.group()))
        .flatMap(found -> found)
        .findFirst();
  }
}
