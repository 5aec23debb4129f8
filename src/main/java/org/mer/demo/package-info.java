/**
 * Made-up data in the shape of FER2013 and Sentiment140, so that the whole pipeline runs on a
 * machine that has neither. Nothing here is or resembles a real person, picture or post: the faces
 * are drawn with ellipses and arcs, the tweets come from a grammar. Figures reached on such data
 * say that the pipeline works, and nothing about how well it reads feelings.
 */
package org.mer.demo;
