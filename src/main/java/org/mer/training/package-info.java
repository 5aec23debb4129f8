/**
 * Networks are fitted here, whatever they see: a {@link org.mer.training.Trainer} takes rows, a
 * {@link org.mer.training.MinibatchEncoder} that turns them into tensors, and a {@link
 * org.mer.training.Recipe}. Knows no tweet and no face, and is the only room that names DL4J's
 * Spark classes.
 */
package org.mer.training;
