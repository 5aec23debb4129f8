package org.mer.training;

import java.util.Map;

/**
 * One model that was made of several.
 *
 * @param files of its bundle
 * @param hyperparameters of its bundle
 * @param temperature that calibrates it
 * @param validation how it does on the rows that it was calibrated on
 * @param members the same of each member, as the bundle has it, by name
 */
public record Combined(
    Map<String, byte[]> files,
    Map<String, Double> hyperparameters,
    double temperature,
    Validation validation,
    Map<String, Validation> members) {}
