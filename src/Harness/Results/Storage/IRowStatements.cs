namespace VisEval.Harness.Results.Storage;

/// <summary>Runs the statements of one transaction of a store.</summary>
internal interface IRowStatements
{
    /// <summary>Runs a statement, at once or together with those that follow.</summary>
    /// <param name="sql">A statement that every database understands; its parameters are named @0, @1, ….</param>
    /// <param name="values">The values of the parameters, in this order: text, whole and real numbers, bytes; null for a missing
    /// one.</param>
    void Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>An identity that no cell of the store has.</summary>
    long NewCell();
}
