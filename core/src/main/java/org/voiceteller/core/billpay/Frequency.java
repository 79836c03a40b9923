package org.voiceteller.core.billpay;

/** How often a bill is paid. */
public enum Frequency {
  ONCE,
  WEEKLY,
  MONTHLY
}
