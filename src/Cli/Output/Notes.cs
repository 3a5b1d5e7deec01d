using VisEval.Cli.Hosting;

namespace VisEval.Cli.Output;

/// <summary>Remarks on standard error that --quiet silences; mistakes do not come this way.</summary>
internal sealed class Notes(CliHost host, bool quiet)
{
    /// <summary>Says a sentence.</summary>
    public void Say(string sentence)
    {
        if (!quiet)
            host.Error.WriteLine(sentence);
    }
}
