namespace VisEval.Server.Serving;

/// <summary>A request that is not answered.</summary>
/// <param name="status">The status of HTTP.</param>
/// <param name="sentence">Why, for a person.</param>
internal sealed class Refusal(int status, string sentence) : Exception(sentence)
{
    /// <summary>The status of HTTP.</summary>
    public int Status { get; } = status;
}
