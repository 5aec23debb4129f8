/** What a notebook says in one line: rows as charts, and pages and pictures as its HTML. */
package org.mer.notebook;
