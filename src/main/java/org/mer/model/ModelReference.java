package org.mer.model;

/**
 * A model bundle by name, unopened.
 *
 * @param version unique within text or face
 * @param path URI of its folder
 */
public record ModelReference(String version, String path) {}
