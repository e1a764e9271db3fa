package org.sealpost.web.discovery;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A small document, built from its start to its end; whatever is written is escaped. */
final class Xml {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final XMLStreamWriter out;

    /** What stands between the tags of an element. */
    @FunctionalInterface
    interface Inside {
        void write(Xml xml) throws XMLStreamException;
    }

    private Xml() throws XMLStreamException {
        out = XMLOutputFactory.newFactory().createXMLStreamWriter(octets, "UTF-8");
    }

    /** @param doctype empty for none */
    static byte[] document(String doctype, Inside inside) {
        try {
            Xml xml = new Xml();
            xml.out.writeStartDocument("UTF-8", "1.0");
            if (!doctype.isEmpty()) {
                xml.out.writeDTD("\n" + doctype + "\n");
            }
            inside.write(xml);
            xml.out.writeEndDocument();
            xml.out.close();
            return xml.octets.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("nothing is written but to memory", e);
        }
    }

    /** @param attributes name and value in turn; an attribute {@code xmlns} is one like the others */
    Xml element(String name, Inside inside, String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        for (int at = 0; at < attributes.length; at += 2) {
            out.writeAttribute(attributes[at], attributes[at + 1]);
        }
        inside.write(this);
        out.writeEndElement();
        return this;
    }

    Xml text(String name, String text) throws XMLStreamException {
        return element(name, xml -> xml.out.writeCharacters(text));
    }

    Xml empty(String name) throws XMLStreamException {
        out.writeEmptyElement(name);
        return this;
    }
}
