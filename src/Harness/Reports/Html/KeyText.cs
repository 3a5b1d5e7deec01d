namespace VisEval.Harness.Reports.Html;

/// <summary>Unit keys, which grow long with their options, laid out for narrow places.</summary>
internal static class KeyText
{
    /// <summary>A key that may break into lines after a colon or a comma, where a reader would break it; its text stays as it is.</summary>
    public static Markup Breakable(string key)
    {
        var parts = new List<Markup>();
        var start = 0;
        for (var i = 0; i < key.Length; i++)
            if (key[i] is ':' or ',')
            {
                parts.Add(Markup.Of($"{key[start..(i + 1)]}<wbr>"));
                start = i + 1;
            }
        return Markup.Of($"{parts}{key[start..]}");
    }

    /// <summary>A key in two: the name with its dialect, and the options, empty where there are none.</summary>
    public static (string Name, string Options) Split(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (key, "") : (key[..colon], key[(colon + 1)..]);
    }
}
