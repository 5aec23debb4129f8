package org.mer.job;

/** How a job ends, as the scheduler sees it. */
public enum ExitCode {
  /** The job did what it was asked to. */
  DONE(0),
  /** Something broke; every table is as it was. */
  FAILED(1),
  /** An option, a setting or an input cannot be used; every table is as it was. */
  USAGE(2),
  /** The quality gate refused the input. */
  REFUSED(3),
  /** The new model was not promoted. */
  NOT_PROMOTED(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }
}
