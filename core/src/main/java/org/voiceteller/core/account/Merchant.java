package org.voiceteller.core.account;

/**
 * Who was paid, or who paid.
 *
 * @param descriptor as the card network sends it, such as {@code SQ *BLUE BOTTLE}
 * @param categoryCode ISO 18245, four digits
 * @param category a word for it, such as {@code groceries}
 */
public record Merchant(String descriptor, String categoryCode, String category) {}
