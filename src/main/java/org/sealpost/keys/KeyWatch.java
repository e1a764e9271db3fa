package org.sealpost.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;

/** Looks in the DNS for keys that wait to be seen there. */
@ApplicationScoped
public class KeyWatch {

    private static final System.Logger LOG = System.getLogger(KeyWatch.class.getName());

    @Inject
    private SigningKeys keys;
    @Inject
    private Resolver resolver;

    protected KeyWatch() {
    }

    /** Waits for the DNS, so never call it in a transaction. */
    public void look() {
        try {
            keys.unseen().forEach(this::look);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "signing keys could not be looked for", e);
        }
    }

    private void look(SigningKey key) {
        Answer<String> answer = resolver.txt(key.name());
        if (answer.records().stream().anyMatch(record -> bare(record).equals(bare(key.record())))) {
            keys.see(key);
        }
    }

    private static String bare(String record) {
        return record.replaceAll("\\s", "");
    }
}
