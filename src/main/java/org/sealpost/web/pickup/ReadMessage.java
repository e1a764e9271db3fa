package org.sealpost.web.pickup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sealpost.escrow.OpenPickup;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Reading;

/** Step 3: the message. */
@Named
@RequestScoped
public class ReadMessage {

    /** What plain words need; with more than that the message is shown as its author laid it out. */
    private static final String PLAIN_TAGS = "(?is)</?(p|div|br|span)(\\s+(dir|lang|title)=\"[^\"]*\")*\\s*/?>";
    private static final int LINE = 70;
    private static final int[] FRAMES = {5, 11, 20, 36};

    @Inject
    private Guest guest;
    @Inject
    private PickupFiles files;

    private Reading reading;

    public OpenPickup getPickup() {
        return guest.pickup();
    }

    public Reading getReading() {
        if (reading == null) {
            try {
                reading = files.read(guest.pickup());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return reading;
    }

    public String getSubject() {
        return getReading().subject().isBlank() ? guest.say("read.nosubject") : getReading().subject();
    }

    public String getAuthor() {
        String name = guest.pickup().authorName();
        return name.isBlank() ? guest.pickup().author().toString() : name;
    }

    public String getInitials() {
        return Arrays.stream(getAuthor().split("[\\s@.]+")).filter(word -> !word.isEmpty()).limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(guest.getLocale()))
                .collect(Collectors.joining());
    }

    /** Who else can see it: {@code to …, cc …}. */
    public String getAddressees() {
        String to = names(getReading().to());
        String cc = names(getReading().cc());
        String shown = to.isEmpty() ? guest.pickup().recipient().toString() : to;
        return cc.isEmpty() ? guest.say("read.to", shown) : guest.say("read.tocc", shown, cc);
    }

    private static String names(List<Correspondent> people) {
        return people.stream().limit(50).map(Correspondent::shown).collect(Collectors.joining(", "));
    }

    /** Whether its looks say more than its words: then a frame shows them. */
    public boolean isFramed() {
        return getReading().html().filter(html -> html.replaceAll(PLAIN_TAGS, "").contains("<")).isPresent();
    }

    /** How high the frame is, by the lines that the words need: no script measures it. */
    public int getFrameSize() {
        int lines = getReading().text().lines().mapToInt(line -> 1 + line.length() / LINE).sum();
        return (int) Arrays.stream(FRAMES).filter(limit -> limit < lines).count();
    }

    public List<String> getParagraphs() {
        return Arrays.stream(getReading().text().split("\\R\\s*\\R")).map(String::stripTrailing)
                .filter(paragraph -> !paragraph.isBlank()).toList();
    }

    public List<Reading.Attached> getAttachments() {
        return getReading().attachments();
    }

    public String icon(Reading.Attached file) {
        String type = file.mediaType();
        return type.equals("application/pdf") ? "pi-file-pdf" : type.startsWith("image/") ? "pi-image" : "pi-file";
    }

    /** {@code PDF · 684 KB}. */
    public String described(Reading.Attached file) {
        int dot = file.name().lastIndexOf('.');
        String ending = dot < 0 || file.name().length() - dot > 6 ? "" : file.name().substring(dot + 1).toUpperCase(guest.getLocale()) + " · ";
        return ending + size(file.size());
    }

    String size(long octets) {
        return octets < 1000 ? guest.say("size.octets", octets)
                : octets < 1_000_000 ? guest.say("size.kilo", (octets + 500) / 1000) : guest.say("size.mega", octets / 1e6);
    }
}
