package org.sealpost.web.keys;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.keyring.GivenFiles;
import org.sealpost.keyring.Source;
import org.sealpost.mime.FileName;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;
import org.sealpost.web.UploadedFile;

/** The form on /mail/contactkeys.xhtml that takes keys from files, chosen or dropped, and from pasted text. Nothing that is refused is kept. */
@Named
@ViewScoped
public class KeyImport implements Serializable {

    private static final long serialVersionUID = 1;

    /** Files at a time. */
    private static final int MOST = 20;

    @Inject
    private KeyIntake intake;
    @Inject
    private ContactKeys list;
    @Inject
    private Tongue tongue;

    private transient List<Part> files;
    private String pasted = "";
    private List<KeyIntake.Said> said = List.of();
    private List<AskedKey> asked = List.of();
    private int edition;

    public void take() {
        List<KeyIntake.Said> now = new ArrayList<>();
        List<AskedKey> questions = new ArrayList<>();
        List<Part> given = files == null ? List.of() : files.stream().filter(file -> file.getSize() > 0).toList();
        for (Part file : given.subList(0, Math.min(MOST, given.size()))) {
            add(fromFile(file), now, questions);
        }
        if (given.size() > MOST) {
            now.add(new KeyIntake.Said("is-blocked", phrases().say("keyimport.toomany", MOST)));
        }
        if (!pasted.isBlank()) {
            add(intake.take(phrases().say("keyimport.pasted"), pasted.getBytes(StandardCharsets.UTF_8), Source.PASTE), now, questions);
        }
        if (given.isEmpty() && pasted.isBlank()) {
            now.add(new KeyIntake.Said("is-blocked", phrases().say("keyimport.nothing")));
        }
        // what was pasted may have been a secret key: it isn't shown again either
        pasted = "";
        files = null;
        told(now, questions);
    }

    /** The question about this key is answered. */
    public void answer(int number) {
        List<AskedKey> left = new ArrayList<>(asked);
        List<KeyIntake.Said> now = intake.take(left.remove(number));
        told(now.isEmpty() ? List.of(new KeyIntake.Said("is-quiet", phrases().say("keyimport.left"))) : now, left);
    }

    public List<KeyIntake.Said> getSaid() {
        return list.edition() == edition ? said : List.of();
    }

    public List<AskedKey> getAsked() {
        return asked;
    }

    public List<Part> getFiles() {
        return files;
    }

    public void setFiles(List<Part> files) {
        this.files = files;
    }

    public String getPasted() {
        return pasted;
    }

    public void setPasted(String pasted) {
        this.pasted = pasted;
    }

    private KeyIntake.Result fromFile(Part file) {
        String name = FileName.safe(file.getSubmittedFileName(), phrases().say("keyimport.file"));
        byte[] octets = UploadedFile.read(file, GivenFiles.LARGEST).orElse(new byte[0]);
        return octets.length > GivenFiles.LARGEST ? new KeyIntake.Result(List.of(intake.refused(name, Reason.of("keyring.toolarge"))), List.of())
                : intake.take(name, octets, Source.FILE);
    }

    private static void add(KeyIntake.Result result, List<KeyIntake.Said> said, List<AskedKey> asked) {
        said.addAll(result.said());
        asked.addAll(result.asked());
    }

    private void told(List<KeyIntake.Said> now, List<AskedKey> questions) {
        said = List.copyOf(now);
        asked = List.copyOf(questions);
        list.changed();
        edition = list.edition();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
