/**
 * Who gets in over HTTP, and what the others are told. The application says which of its
 * paths demand which scope, in one {@link io.orderflow.security.ScopeRules}; everything
 * else is the same for all.
 */
@NullMarked
package io.orderflow.security;

import org.jspecify.annotations.NullMarked;
