namespace VisEval.Methods;

/// <summary>Where the values of an explanation lie.</summary>
public enum MapPlace
{
    /// <summary>C×H×W: one value for every channel of every pixel.</summary>
    Channels,

    /// <summary>H×W: one value for every pixel.</summary>
    Pixels,

    /// <summary>h×w: one value for every position of a layer, or every token.</summary>
    Layer,

    /// <summary>g×g: one value for every cell of a grid over the image.</summary>
    Cells,
}
