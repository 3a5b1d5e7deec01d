using System.CommandLine;

namespace VisEval.Cli.Options;

/// <summary><c>--reference</c> of the commands that explain images of no dataset.</summary>
internal static class ReferenceOption
{
    /// <summary>The option.</summary>
    /// <param name="what">What else becomes of the images, a part of a sentence that begins with a comma; empty for nothing.</param>
    /// <param name="drawn">How those that are too many are drawn.</param>
    /// <param name="otherwise">What the methods do without.</param>
    public static Option<string?> Create(
        string what = "", string drawn = "are drawn by the seed", string otherwise = "the image itself") => CommonOptions.One(
        "--reference", "DIR|FILE.npy",
        $"Other images for the methods that compare with some{what}: a folder of pictures, or inputs as an array N×C×H×W; of more than 100 "
        + $"as many {drawn}. Default: none; these methods make do with {otherwise}");

    /// <summary>The full path; a number, which would be one of images of a dataset, as it is; null for nothing.</summary>
    public static string? Read(Option<string?> option, ArgumentReader read, string directory) => read.Parse.GetValue(option) switch
    {
        null => null,
        var text when int.TryParse(text, out _) => text,
        var path => Path.GetFullPath(path, directory),
    };
}
