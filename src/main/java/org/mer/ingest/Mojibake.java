package org.mer.ingest;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repairs UTF-8 that was read as Windows-1252 or Latin-1 and written again: {@code cafÃ©} was
 * {@code café}. Conservative: a run of characters outside ASCII is repaired if the whole of it was
 * UTF-8, else it stays as it is. What is left of Latin-1's controls is read as Windows-1252.
 */
final class Mojibake {
  private static final int FIRST_BYTE = 0x80;

  /** Windows-1252 from 0x80 to 0x9F, where Latin-1 has controls; U+FFFD where it has nothing. */
  private static final String WINDOWS = windows();

  private static final Pattern RUN =
      Pattern.compile("[\u0080-\u00FF" + WINDOWS.replace("\uFFFD", "") + "]{2,}+");

  /**
   * A closing quotation mark: its last byte is none of Windows-1252, and programs wrote a question
   * mark for it.
   */
  private static final String TORN_QUOTE = "\u00E2\u20AC?";

  /**
   * Phonetic, Syriac, Thaana and N'Ko letters. A tweet hardly has them; {@code CAFÉ…} and {@code
   * MENÜ»}, which are sound, would become them.
   */
  private static final Pattern UNLIKELY = Pattern.compile("[\u0240-\u02AF\u0700-\u07FF\uFFFD]");

  private static final Pattern CONTROL = Pattern.compile("[\u0080-\u009F]");

  private Mojibake() {}

  /** A text with what can be repaired; what was broken twice is repaired too. */
  static String repaired(String text) {
    String once = repairedOnce(text.replace(TORN_QUOTE, "\u201D"));
    String twice = once.equals(text) ? text : repairedOnce(once);
    return CONTROL.matcher(twice).replaceAll(control -> windows(control.group().charAt(0)));
  }

  private static String repairedOnce(String text) {
    return RUN.matcher(text).replaceAll(run -> Matcher.quoteReplacement(decoded(run.group())));
  }

  private static String decoded(String run) {
    byte[] bytes = new byte[run.length()];
    for (int i = 0; i < bytes.length; i++) {
      int windows = WINDOWS.indexOf(run.charAt(i));
      bytes[i] = (byte) (windows < 0 ? run.charAt(i) : FIRST_BYTE + windows);
    }

    Optional<String> text = Encoding.UTF_8.decode(bytes);
    return text.filter(read -> !UNLIKELY.matcher(read).find()).orElse(run);
  }

  private static String windows(char control) {
    return String.valueOf(WINDOWS.charAt(control - FIRST_BYTE));
  }

  private static String windows() {
    byte[] bytes = new byte[0x20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (FIRST_BYTE + i);
    }

    return new String(bytes, Charset.forName("windows-1252"));
  }
}
