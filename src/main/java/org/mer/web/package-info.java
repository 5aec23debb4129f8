/**
 * A small site on a warehouse, which only reads: results, runs, reports, tables, and a form in
 * which somebody tries the models. The only package that names the web framework.
 */
package org.mer.web;
