package org.sealpost.mailbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Apart;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.Standard;

/** A finding as it stands in a sealed headline. */
final class FindingForm {

    private static final int MOST_SIGNATURES = 16;
    private static final long NEVER = Long.MIN_VALUE;

    private FindingForm() { }

    static void write(DataOutputStream out, Finding finding) throws IOException {
        out.writeUTF(finding.encryption().name());
        out.writeUTF(finding.standard().map(Standard::name).orElse(""));
        out.writeUTF(finding.cipher());
        out.writeBoolean(finding.authenticated());
        out.writeBoolean(finding.headerProtected());
        out.writeBoolean(finding.authorDiffers());
        out.writeInt(finding.known());
        List<Signed> signatures = finding.signatures().subList(0, Math.min(finding.signatures().size(), MOST_SIGNATURES));
        out.writeInt(signatures.size());
        for (Signed one : signatures) {
            out.writeUTF(one.standard().name());
            out.writeUTF(one.found().standing().name());
            out.writeUTF(one.found().fingerprint());
            out.writeLong(one.found().made().map(Instant::toEpochMilli).orElse(NEVER));
        }
        out.writeInt(finding.apart().size());
        for (Apart one : finding.apart()) {
            out.writeInt(one.number());
            out.writeUTF(one.kind().name());
        }
    }

    static Finding read(DataInputStream in) throws IOException {
        Encryption encryption = Encryption.valueOf(in.readUTF());
        Optional<Standard> standard = Optional.of(in.readUTF()).filter(name -> !name.isEmpty()).map(Standard::valueOf);
        String cipher = in.readUTF();
        boolean authenticated = in.readBoolean();
        boolean headerProtected = in.readBoolean();
        boolean authorDiffers = in.readBoolean();
        int known = in.readInt();
        List<Signed> signatures = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            signatures.add(new Signed(Standard.valueOf(in.readUTF()), new SignatureFound(SignatureFound.Standing.valueOf(in.readUTF()), in.readUTF(),
                    Optional.of(in.readLong()).filter(made -> made != NEVER).map(Instant::ofEpochMilli))));
        }
        List<Apart> apart = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            apart.add(new Apart(in.readInt(), Apart.Kind.valueOf(in.readUTF())));
        }
        return new Finding(encryption, standard, cipher, authenticated, signatures, headerProtected, authorDiffers, apart, known);
    }
}
