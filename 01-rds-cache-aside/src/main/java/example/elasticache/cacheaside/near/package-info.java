/**
 * Stage 5, near: copies in this JVM, kept true by the server.
 *
 * <p>A near hit costs no round trip. The server says which copies to drop: it pushes the key of
 * every change below our prefix ({@code CLIENT TRACKING ON BCAST}). While that connection is not
 * there, the near cache is empty and stands aside. In another JVM than the writer's, a near copy
 * may be older than a write by the time that the push takes, and by a second when the connection
 * dies without a word: use it where a reader may be a moment behind.
 *
 * <p>It is worth it when few users are read very often: each JVM should read a copy ten times
 * before somebody writes that user. Every write, and every miss of anybody, is pushed to every JVM,
 * so with many writes the near cache costs more than it saves. ElastiCache for Redis OSS 7.1 has no
 * client tracking; there it switches itself off and says so.
 */
package example.elasticache.cacheaside.near;
