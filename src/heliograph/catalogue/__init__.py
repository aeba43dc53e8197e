"""Facts about models: rules, sizes, prices, lifecycles. Knows no wire and no engine."""
