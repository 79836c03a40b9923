/**
 * Whether this server lives and whether a call would be answered: {@code /health/live} and {@code
 * /health/ready}, in the sense of Kubernetes' probes. Readiness asks the dependencies themselves;
 * one that a call cannot do without makes the server unready, another only degrades it.
 */
@NullMarked
package org.voiceteller.http.health;

import org.jspecify.annotations.NullMarked;
