/**
 * Pages of HTML that need nothing else: styles, charts and pictures stand in the file itself, and
 * no page fetches anything.
 */
package org.mer.page;
