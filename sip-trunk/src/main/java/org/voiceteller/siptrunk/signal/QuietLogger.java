package org.voiceteller.siptrunk.signal;

import gov.nist.core.ServerLogger;
import gov.nist.core.StackLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the stack would log. It puts whole messages and packets into its texts, and with them
 * numbers and keys: only the kind of an exception is kept, at the level of debugging.
 */
public final class QuietLogger implements StackLogger, ServerLogger {

  private static final Logger LOG = LoggerFactory.getLogger("org.voiceteller.siptrunk.stack");

  /** The stack makes it by its name. */
  public QuietLogger() {}

  @Override
  public void logException(Throwable thrown) {
    LOG.debug("The SIP stack: {}", thrown.getClass().getSimpleName());
  }

  @Override
  public void logException(Exception thrown) {
    logException((Throwable) thrown);
  }

  @Override
  public void logError(String message, Exception thrown) {
    logException((Throwable) thrown);
  }

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return false;
  }

  @Override
  public String getLoggerName() {
    return LOG.getName();
  }

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception thrown) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logFatalError(String message) {}

  @Override
  public void logError(String message) {}

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public void closeLogFile() {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender) {}

  @Override
  public void setSipStack(SipStack stack) {}
}
