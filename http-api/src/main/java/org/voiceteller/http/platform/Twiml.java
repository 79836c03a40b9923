package org.voiceteller.http.platform;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Answer documents for Twilio: one {@code <Response>} whose verbs are done in their order. Source:
 * https://www.twilio.com/docs/voice/twiml.
 */
final class Twiml {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private Twiml() {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("Response");
    } catch (XMLStreamException impossible) {
      throw unwritable(impossible);
    }
  }

  static Twiml response() {
    return new Twiml();
  }

  /**
   * Streams the call both ways until the stream is closed.
   *
   * @param action is asked what comes next
   * @param socket {@code wss:}, without a query: Twilio takes none
   * @param parameters come back with the stream's start; 500 characters each, with the name
   */
  Twiml connectStream(String action, String socket, Map<String, String> parameters) {
    return write(
        () -> {
          xml.writeStartElement("Connect");
          xml.writeAttribute("action", action);
          xml.writeStartElement("Stream");
          xml.writeAttribute("url", socket);
          for (var parameter : parameters.entrySet()) {
            xml.writeEmptyElement("Parameter");
            xml.writeAttribute("name", parameter.getKey());
            xml.writeAttribute("value", parameter.getValue());
          }
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  /** Refuses a call that was not answered yet; it costs the bank nothing. */
  Twiml rejectAsBusy() {
    return write(
        () -> {
          xml.writeEmptyElement("Reject");
          xml.writeAttribute("reason", "busy");
        });
  }

  /**
   * @param line a number or a SIP address
   */
  Twiml dial(String line) {
    return write(
        () -> {
          xml.writeStartElement("Dial");
          xml.writeStartElement(line.startsWith("sip") ? "Sip" : "Number");
          xml.writeCharacters(line);
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  Twiml say(String words) {
    return write(
        () -> {
          xml.writeStartElement("Say");
          xml.writeCharacters(words);
          xml.writeEndElement();
        });
  }

  Twiml pause(int seconds) {
    return write(
        () -> {
          xml.writeEmptyElement("Pause");
          xml.writeAttribute("length", Integer.toString(seconds));
        });
  }

  Twiml hangUp() {
    return write(() -> xml.writeEmptyElement("Hangup"));
  }

  String text() {
    write(
        () -> {
          xml.writeEndElement();
          xml.writeEndDocument();
          xml.close();
        });
    return text.toString();
  }

  private interface Writing {
    void write() throws XMLStreamException;
  }

  private Twiml write(Writing part) {
    try {
      part.write();
      return this;
    } catch (XMLStreamException impossible) {
      throw unwritable(impossible);
    }
  }

  private static IllegalStateException unwritable(XMLStreamException impossible) {
    return new IllegalStateException("Expected a document in memory to be written", impossible);
  }
}
