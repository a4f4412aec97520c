"""What Alembic runs: the migrations, over the connection that `upgrade_ledger` gives, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
