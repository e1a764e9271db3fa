package org.sealpost.app;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;

/**
 * The one database, keys {@code sealpost.database.*}. The defaults stand here and not in {@link Configuration}, because
 * the server reads them before any bean exists.
 */
@DataSourceDefinition(
        name = Database.JNDI,
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${MPCONFIG=sealpost.database.url:jdbc:postgresql://127.0.0.1:5432/sealpost}",
        user = "${MPCONFIG=sealpost.database.user:sealpost}",
        password = "${MPCONFIG=sealpost.database.password:}",
        minPoolSize = 2,
        maxPoolSize = 24,
        maxIdleTime = 300,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=auto-commit",
            "fish.payara.max-wait-time-in-millis=10000"
        })
@ApplicationScoped
public class Database {

    static final String JNDI = "java:app/jdbc/sealpost";

    @Resource(lookup = JNDI)
    private DataSource source;

    @Produces
    @Dependent
    DataSource source() {
        return source;
    }
}
