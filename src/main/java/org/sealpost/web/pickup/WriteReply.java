package org.sealpost.web.pickup;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Enclosure;
import org.sealpost.mime.MessageSize;
import org.sealpost.mime.MessageTooLarge;
import org.sealpost.vault.ContentTooLarge;

/** Step 4: the answer, which goes the same safe way back. */
@Named
@RequestScoped
public class WriteReply {

    private static final System.Logger LOG = System.getLogger("org.sealpost.web");
    private static final int MAX_NAME = 100;
    private static final int MAX_FILES = 100;

    @Inject
    private Guest guest;
    @Inject
    private ReadMessage message;
    @Inject
    private ReplyDesk desk;

    private boolean toAll;
    private String subject = "";
    private String text = "";
    private String name = "";
    private List<Part> files = List.of();
    private final List<String> flaws = new ArrayList<>();

    @PostConstruct
    void begin() {
        String theirs = message.getReading().subject();
        subject = theirs.isBlank() || theirs.matches("(?i)(re|aw):.*") ? theirs : "Re: " + theirs;
        name = guest.visit().map(Visit::name).orElse("");
    }

    public void send() {
        List<Part> chosen = chosen();
        long octets = chosen.stream().mapToLong(Part::getSize).sum();
        if (text.isBlank() && chosen.isEmpty()) {
            flaws.add(guest.say("reply.flaw.empty"));
        }
        if (octets > MessageSize.DECODED) {
            flaws.add(guest.say("reply.flaw.size", message.size(octets)));
        } else if (!flaws.isEmpty() && !chosen.isEmpty()) {
            flaws.add(guest.say("reply.flaw.files"));
        }
        if (flaws.isEmpty()) {
            hand(chosen);
        }
    }

    private void hand(List<Part> chosen) {
        Visit visit = guest.visit().orElseThrow();
        String called = name.isBlank() ? guest.pickup().recipient().toString() : name.strip();
        visit.call(name.strip());
        try {
            desk.send(new ReplyDesk.Reply(guest.pickup(), message.getReading(), visit.door(), called, toAll ? getOthers() : List.of(),
                    subject, text, chosen.stream().map(WriteReply::enclosure).toList())).forEach(reason -> flaws.add(guest.phrases().say(reason)));
        } catch (MessageTooLarge | ContentTooLarge e) {
            flaws.add(guest.say("reply.flaw.toolarge"));
        } catch (IOException e) {
            LOG.log(WARNING, "a reply could not be stored", e);
            flaws.add(guest.say("reply.flaw.failed"));
        }
        if (flaws.isEmpty()) {
            Guest.go("sent");
        }
    }

    private List<Part> chosen() {
        return files.stream().filter(part -> part.getSize() > 0 || isNamed(part)).limit(MAX_FILES).toList();
    }

    private static boolean isNamed(Part part) {
        return part.getSubmittedFileName() != null && !part.getSubmittedFileName().isBlank();
    }

    private static Enclosure enclosure(Part part) {
        return new Enclosure(isNamed(part) ? part.getSubmittedFileName() : "", part.getContentType(), new RawMessage() {
            @Override
            public long size() {
                return part.getSize();
            }

            @Override
            public InputStream open() throws IOException {
                return part.getInputStream();
            }
        });
    }

    /** Who else was visible in the message: neither its author nor the reader. */
    public List<Correspondent> getOthers() {
        return Stream.concat(message.getReading().to().stream(), message.getReading().cc().stream())
                .filter(person -> !is(person, guest.pickup().author()) && !is(person, guest.pickup().recipient()))
                .collect(Collectors.toMap(person -> person.address().toString(), person -> person, (first, again) -> first,
                        java.util.LinkedHashMap::new)).values().stream().limit(MAX_FILES).toList();
    }

    private static boolean is(Correspondent person, org.sealpost.mail.Address address) {
        return person.address().toString().equalsIgnoreCase(address.toString());
    }

    public String getEverybody() {
        return guest.say("reply.all", message.getAuthor(), getOthers().size());
    }

    public String getOtherNames() {
        return getOthers().stream().map(Correspondent::shown).collect(Collectors.joining(", "));
    }

    public List<String> getFlaws() {
        return flaws;
    }

    public boolean isToAll() {
        return toAll;
    }

    public void setToAll(boolean toAll) {
        this.toAll = toAll;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject == null ? "" : subject;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text == null ? "" : text;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name.substring(0, Math.min(name.length(), MAX_NAME));
    }

    public List<Part> getFiles() {
        return files;
    }

    public void setFiles(List<Part> files) {
        this.files = files == null ? List.of() : List.copyOf(files);
    }
}
