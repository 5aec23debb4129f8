package org.mer.evaluation;

/** Whether the report shows the texts and faces that models were wrong about. */
public enum Examples {
  /** They stand in the page, which is then as confidential as the warehouse. */
  SHOWN,
  /** Their ids alone. */
  LEFT_OUT
}
