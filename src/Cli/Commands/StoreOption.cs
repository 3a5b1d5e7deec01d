using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Distributed.Database;

namespace VisEval.Cli.Commands;

/// <summary><c>--store</c>: the database of a pool.</summary>
internal sealed class StoreOption
{
    private readonly Option<string?> _option = CommonOptions.One(
        "--store", "CONNECTION",
        "The PostgreSQL database of the pool, for example \"Host=db;Username=me;Database=viseval\". A password is better kept in the "
        + "variable PGPASSWORD or in ~/.pgpass");

    /// <summary>The option.</summary>
    public Option Option => _option;

    /// <summary>The connection string as given; may hold a password.</summary>
    public string? Text(ParseResult parse) => parse.GetValue(_option);

    /// <summary>The database; null after the mistake was kept.</summary>
    public PoolAddress? Read(ArgumentReader read)
    {
        if (read.Parse.GetValue(_option) is { } text)
            return read.Try(() => PoolAddress.Parse(text));
        read.Mistake("--store is missing: name the PostgreSQL database of the pool, for example --store \"Host=db;Username=me;"
            + "Database=viseval\".");
        return null;
    }
}
