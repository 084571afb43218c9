/**
 * A tour of the engines: one small lab for each thing that Redis, Valkey and Memcached are used
 * for.
 *
 * <p>Each {@link example.elasticache.enginetour.Lab} makes one point. Its Javadoc begins with what
 * is often believed, its methods show that beside what works, and its test holds both to it. Read
 * them in any order; {@link example.elasticache.enginetour.Labs} lists them, and {@link
 * example.elasticache.enginetour.Main} runs them.
 */
package example.elasticache.enginetour;
