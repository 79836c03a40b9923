/**
 * What happens, in numbers: {@code GET /metrics} in Prometheus' text format. Labels have few values
 * and never hold a customer's data, a call id or an address.
 */
@NullMarked
package org.voiceteller.http.metrics;

import org.jspecify.annotations.NullMarked;
