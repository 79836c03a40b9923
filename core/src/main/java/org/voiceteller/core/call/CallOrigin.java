package org.voiceteller.core.call;

import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from.
 *
 * @param channel {@code browser}, {@code terminal}, {@code sip}, …
 * @param from the caller's number as the channel gives it, E.164; a claim, and null when unknown
 * @param jurisdiction ISO 3166-2, as {@code US-CO}
 * @param locale BCP 47, as {@code en-US}
 * @param address the network address; null when unknown
 */
public record CallOrigin(
    String channel,
    @Nullable String from,
    String jurisdiction,
    String locale,
    @Nullable String address) {}
