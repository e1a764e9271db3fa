package org.sealpost.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;

/**
 * A message as its recipient's mail program would show it.
 *
 * @param text        the first plain text, else what is left of the HTML without its tags
 * @param attachments their file names
 * @param generated   whether a program wrote it (RFC 3834), as it writes notices and codes
 */
record OpenedMail(String subject, String from, String text, List<String> attachments, boolean generated) {

    private static final int MAX_DEPTH = 16;
    private static final Pattern PICKUP_LINK = Pattern.compile("https?://[^\\s<>\"/]+/p/[A-Za-z0-9_-]+");

    static OpenedMail of(byte[] octets) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            List<String> texts = new ArrayList<>();
            List<String> pages = new ArrayList<>();
            List<String> attachments = new ArrayList<>();
            collect(message, 0, texts, pages, attachments);
            String text = !texts.isEmpty() ? texts.get(0) : pages.isEmpty() ? "" : pages.get(0).replaceAll("<[^>]*>", " ");
            return new OpenedMail(decoded(message, "Subject"), decoded(message, "From"), text.strip(), attachments,
                    "auto-generated".equalsIgnoreCase(message.getHeader("Auto-Submitted", null)));
        } catch (MessagingException | IOException e) {
            return new OpenedMail("", "", "This message can't be read; look at the raw mail.", List.of(), false);
        }
    }

    /** The link of a notice. */
    Optional<String> link() {
        Matcher link = PICKUP_LINK.matcher(text);
        return link.find() ? Optional.of(link.group()) : Optional.empty();
    }

    private static void collect(Part part, int depth, List<String> texts, List<String> pages, List<String> attachments)
            throws MessagingException, IOException {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), depth + 1, texts, pages, attachments);
            }
        } else if (part.getFileName() != null) {
            attachments.add(MimeUtility.decodeText(part.getFileName()));
        } else if (part.getContent() instanceof String text) {
            (part.isMimeType("text/html") ? pages : texts).add(text);
        }
    }

    private static String decoded(MimeMessage message, String field) throws MessagingException, IOException {
        String value = message.getHeader(field, null);
        return value == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(value));
    }
}
