/**
 * The tutorial site: a program that makes it from the chapters, and from what their programs
 * printed.
 *
 * <p>Read in this order: {@link example.elasticache.site.source.Project} finds the pages; {@link
 * example.elasticache.site.convert.Converter} turns each into an article and brings the macros of
 * this site; {@link example.elasticache.site.publish.Site} checks all of them together and writes
 * what passes; {@link example.elasticache.site.serve.Serve} does it again whenever a file changes.
 * The theme lies in {@code src/main/theme}.
 */
package example.elasticache.site;
