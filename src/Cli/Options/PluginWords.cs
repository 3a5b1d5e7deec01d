namespace VisEval.Cli.Options;

/// <summary>Several plug-ins behind one <c>--plugin</c>: <c>--plugin A.dll B.dll</c> is <c>--plugin A.dll --plugin B.dll</c>.</summary>
/// <remarks>An option that takes every word up to the next would also take what a command is about, as in
/// <c>serve --plugin A.dll residual</c>; of the further words only libraries are plug-ins.</remarks>
internal static class PluginWords
{
    private const string Library = ".dll";

    /// <summary>The words of a command line, each plug-in with the option before it.</summary>
    public static IReadOnlyList<string> Apart(IReadOnlyList<string> args)
    {
        var words = new List<string>();
        var (plugins, isFirst) = (false, false);
        for (var i = 0; i < args.Count; i++)
        {
            var word = args[i];
            if (word == "--")
            {
                words.AddRange(args.Skip(i));
                break;
            }
            var isFurther = plugins && !isFirst && !word.StartsWith('-') && word.EndsWith(Library, StringComparison.OrdinalIgnoreCase);
            if (isFurther)
                words.Add(PluginOption.Name);
            (plugins, isFirst) = word == PluginOption.Name ? (true, true) : (isFirst || isFurther, false);
            words.Add(word);
        }
        return words;
    }
}
