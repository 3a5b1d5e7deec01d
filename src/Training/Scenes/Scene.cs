using VisEval.Core;

namespace VisEval.Training.Scenes;

/// <summary>A drawn picture of one or two labelled objects on a textured background.</summary>
/// <param name="Rgb">64·64·3 bytes, row-major, red, green and blue interleaved.</param>
/// <param name="Objects">The labelled objects, of different classes.</param>
/// <param name="Background">Index into <see cref="SceneBackgrounds.Names"/>; independent of the classes.</param>
public sealed record Scene(byte[] Rgb, IReadOnlyList<SceneObject> Objects, int Background);

/// <summary>A labelled object of a scene.</summary>
/// <param name="Class">Index into <see cref="SceneClasses.Names"/>.</param>
/// <param name="Mask">The pixels whose centre the object covers, 64×64.</param>
/// <param name="Box">The tight box of the mask in pixels, upper ends exclusive.</param>
public sealed record SceneObject(int Class, PixelMask Mask, Box Box);
