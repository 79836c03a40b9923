package org.voiceteller.core.account;

/** How a statement reaches the customer. */
public enum StatementDelivery {
  EMAIL,
  MAIL,
  DOWNLOAD
}
