package org.sealpost.mailbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The attachments of a draft as octets, ready to be sealed: file names say something too. */
final class AttachmentList {

    private static final int FORM = 1;

    private AttachmentList() {
    }

    static byte[] octets(List<Attachment> attachments) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            out.writeByte(FORM);
            out.writeInt(attachments.size());
            for (Attachment attachment : attachments) {
                out.writeLong(attachment.contentId());
                out.writeUTF(attachment.name());
                out.writeUTF(attachment.type());
                out.writeLong(attachment.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    static List<Attachment> of(byte[] octets) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            if (in.readByte() != FORM) {
                throw new IllegalStateException("attachments in an unknown form");
            }
            List<Attachment> attachments = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                attachments.add(new Attachment(in.readLong(), in.readUTF(), in.readUTF(), in.readLong()));
            }
            return attachments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
