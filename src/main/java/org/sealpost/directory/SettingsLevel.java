package org.sealpost.directory;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import org.sealpost.assurance.Settings;

/** The settings of one level, in the form that they are stored in. */
@Entity
@Table(name = "settings_level")
class SettingsLevel {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "settings_level_seq")
    @SequenceGenerator(name = "settings_level_seq", sequenceName = "settings_level_seq", allocationSize = 50)
    private long id;

    /** Null: the system's. */
    @Column(name = "account_id")
    private Long accountId;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "settings_value", joinColumns = @JoinColumn(name = "level_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "value")
    private Map<String, String> texts = new HashMap<>();

    protected SettingsLevel() {
    }

    SettingsLevel(Long accountId) {
        this.accountId = accountId;
    }

    Settings settings() {
        return Settings.of(texts);
    }

    void become(Settings settings) {
        texts.keySet().retainAll(settings.texts().keySet());
        texts.putAll(settings.texts());
    }
}
