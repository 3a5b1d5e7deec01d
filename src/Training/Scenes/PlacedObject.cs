using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes;

/// <summary>An object and where its patch lies on the canvas.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Patch">What it looks like.</param>
/// <param name="X">Canvas column of the patch's first column; can be negative, the mask is inside all the same.</param>
/// <param name="Y">Canvas row of the patch's first row.</param>
internal sealed record PlacedObject(int Class, ObjectPatch Patch, int X, int Y)
{
    /// <summary>Puts the patch anywhere its mask is wholly on the canvas, one pixel off the border.</summary>
    public static PlacedObject Place(int @class, ObjectPatch patch, RandomSource random)
    {
        int Corner(int first, int last) => 1 + random.NextInt(Canvas.Size - 2 - (last - first)) - first;
        return new PlacedObject(@class, patch, Corner(patch.Left, patch.Right), Corner(patch.Top, patch.Bottom));
    }

    /// <summary>The pixels whose centre the object covers, and the tight box around them.</summary>
    public SceneObject ToSceneObject()
    {
        var pixels = new bool[Canvas.Size * Canvas.Size];
        for (var y = Patch.Top; y <= Patch.Bottom; y++)
            for (var x = Patch.Left; x <= Patch.Right; x++)
                pixels[(y + Y) * Canvas.Size + x + X] = Patch.Contains(y, x);
        var box = new Box(Patch.Left + X, Patch.Top + Y, Patch.Right + X + 1, Patch.Bottom + Y + 1);
        return new SceneObject(Class, new PixelMask(pixels, Canvas.Size, Canvas.Size), box);
    }

    /// <summary>Whether any pixel of the other's mask is within <paramref name="gap"/> pixels of this outline.</summary>
    public bool Touches(PlacedObject other, double gap)
    {
        var (left, right) = (Math.Max(X, other.X), Math.Min(X + Patch.Side, other.X + other.Patch.Side));
        var (top, bottom) = (Math.Max(Y, other.Y), Math.Min(Y + Patch.Side, other.Y + other.Patch.Side));
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                if (Patch.At(y - Y, x - X).Outline <= gap && other.Patch.Contains(y - other.Y, x - other.X))
                    return true;
        return false;
    }

    /// <summary>Paints the object: two colours that stand out from what is behind, lit from one side, darker at the rim.</summary>
    public void Paint(Canvas canvas, RandomSource random)
    {
        var (main, pattern) = ObjectColours.Choose(MeanLuminance(canvas), random);
        var noise = new ValueNoise(random);
        var light = random.NextDouble();
        var strength = random.NextDouble(0.05, 0.2) / Patch.Scale;
        var (lightX, lightY) = (strength * Turns.Cos(light), strength * Turns.Sin(light));
        for (var y = Math.Max(0, -Y); y < Patch.Side && y + Y < Canvas.Size; y++)
            for (var x = Math.Max(0, -X); x < Patch.Side && x + X < Canvas.Size; x++)
            {
                var at = Patch.At(y, x);
                var cover = Math.Clamp(0.5 - at.Outline, 0, 1);
                if (cover == 0)
                    continue;
                var colour = Colour.Mix(main, pattern, (float)Math.Clamp(0.5 - at.Pattern, 0, 1));
                var shade = 1 + lightX * (x - Patch.Side / 2) + lightY * (y - Patch.Side / 2)
                    + 0.16 * (noise.Fractal(x / 3.0, y / 3.0, 2) - 0.5) - 0.14 * Math.Clamp(at.Outline + 1.5, 0, 1);
                canvas.Blend(y + Y, x + X, colour * (float)shade, (float)cover);
            }
    }

    private double MeanLuminance(Canvas canvas)
    {
        var sum = 0.0;
        for (var y = Patch.Top; y <= Patch.Bottom; y++)
            for (var x = Patch.Left; x <= Patch.Right; x++)
                sum += canvas[y + Y, x + X].Luminance;
        return sum / ((Patch.Bottom - Patch.Top + 1) * (Patch.Right - Patch.Left + 1));
    }
}
